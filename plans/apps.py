from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "plans"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = _("Plan tracker")

    def ready(self) -> None:
        from plans.models.guards import install_guards, remove_guards  # noqa: PLC0415 - models load once apps are ready

        pre_migrate.connect(remove_guards, sender=self, dispatch_uid="plans.remove_guards")
        post_migrate.connect(install_guards, sender=self, dispatch_uid="plans.install_guards")
