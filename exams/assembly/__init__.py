"""Forms of equal content and difficulty from a bank (EXAMS.md §5.1); plain data in and out.

`blueprint` says what is wanted, `proportions` derives it from a bank, `forms` makes the forms with
CP-SAT (`model`), helped by exchanges of questions (`exchanges`).
"""
