/* The fields of the sitting page: what they say, and how an answer is put back into them. */

export const findAll = (selector) => Array.from(document.querySelectorAll(selector));
export const fieldsOfAll = () => findAll('[data-slot] fieldset [name^="q"]');
export const fieldsOf = (slot) => findAll('[name="q' + slot + '"], [name^="q' + slot + '."]');
export const valueOf = (slot) => fieldsOf(slot).map(saidBy).filter(Boolean).sort();
export const slotOf = (field) => parseInt(field.name.slice(1), 10);
export const isTyped = (field) => field.type === "text" || field.type === "textarea";

const partOf = (field) => field.name.split(".")[1] + ":";

/* What a field says: an option, "part:option" of a select, "part:text" of what is typed, and of a
   file the value by which the server knows it. */
function saidBy(field) {
  if (isTyped(field)) return typedIn(field, field.value);
  if (field.type === "hidden") return field.value;
  return field.tagName === "SELECT" || field.checked ? field.value : "";
}

function typedIn(field, text) {
  /* As the server keeps it, so that the hashes of both are the same. */
  const clean = text.replace(/[^\P{Cc}\n]/gu, " ").trim();
  return clean && partOf(field) + clean;
}

export function putValue(slot, value) {
  fieldsOf(slot).forEach((field) => {
    if (isTyped(field)) field.value = (value.find((said) => said.startsWith(partOf(field))) || "").slice(partOf(field).length);
    else if (field.type === "hidden") field.value = value[0] || "";
    else if (field.tagName === "SELECT") field.value = Array.from(field.options, (o) => o.value).find((said) => said && value.includes(said)) || "";
    else field.checked = value.includes(field.value);
  });
}
