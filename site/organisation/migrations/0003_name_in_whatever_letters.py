
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('organisation', '0002_tries_to_sign_in'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='person',
            index=models.Index(django.db.models.functions.text.Upper('username'), name='organisation_person_called'),
        ),
    ]
