"""The log: one row per act, chained, only ever added to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.rules.digest import canonical_json, text_digest
from plans.rules.publication import utc_text


class LogHead(models.Model):
    """The single row that hands out the log's sequence; locked by every act, so that the sequence has no gaps."""

    seq = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return str(self.seq)


class AuditEntry(models.Model):
    """One act, done or refused. `digest` is over the entry's own content and the digest before it."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(_("at"))
    actor = models.CharField(_("account"), max_length=150)
    role = models.CharField(_("role"), max_length=20, blank=True)
    department = models.CharField(_("department"), max_length=60, blank=True)
    jurisdiction = models.CharField(_("jurisdiction"), max_length=12, blank=True)
    act = models.CharField(_("act"), max_length=40)
    outcome = models.CharField(_("outcome"), max_length=40)
    subject = models.CharField(_("subject"), max_length=200)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=45, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("log entry")
        verbose_name_plural = _("log")
        ordering = ["-seq"]

    def __str__(self) -> str:
        return f"{self.seq} {self.act} {self.subject}"

    def computed_digest(self) -> str:
        """Over everything the entry says and the digest before it."""
        content = {
            "seq": str(self.seq),
            "at": utc_text(self.at),
            "actor": self.actor,
            "role": self.role,
            "department": self.department,
            "jurisdiction": self.jurisdiction,
            "act": self.act,
            "outcome": self.outcome,
            "subject": self.subject,
            "before": self.before,
            "after": self.after,
            "request_id": self.request_id,
            "address": self.address,
            "previous": self.previous,
        }
        return text_digest(canonical_json(content))
