from django.db import migrations

from svangrum.records.events.guard import guard, unguard


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]

    operations = [
        migrations.RunPython(
            lambda _apps, schema: guard(schema.connection), lambda _apps, schema: unguard(schema.connection)
        )
    ]
