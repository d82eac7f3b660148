from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exams", "0008_marking_again_and_objections")]

    operations = [
        migrations.AddField(
            model_name="candidate",
            name="drawn",
            field=models.JSONField(default=list, editable=False),
        ),
    ]
