"""Content-Security-Policy from the setting SECURE_CSP.

Django 6.0 has this middleware under the same class name and reads the same setting. After the upgrade,
name `django.middleware.csp.ContentSecurityPolicyMiddleware` in MIDDLEWARE and delete this file.
"""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed

HEADER = "Content-Security-Policy"


def build_policy(directives):
    """`{"default-src": ["'self'"], "upgrade-insecure-requests": True}` as the value of the header."""
    parts = []
    for directive, sources in directives.items():
        if sources is None or sources is False:
            continue
        if sources is True:
            parts.append(directive)
        else:
            parts.append(f"{directive} {sources if isinstance(sources, str) else ' '.join(sources)}".rstrip())
    return "; ".join(parts)


class ContentSecurityPolicyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response
        self.policy = build_policy(settings.SECURE_CSP)
        if not self.policy:
            raise MiddlewareNotUsed("SECURE_CSP is empty.")

    def __call__(self, request):
        response = self.get_response(request)
        # A view may set a stricter policy of its own, such as `sandbox` for evidence files.
        response.headers.setdefault(HEADER, self.policy)
        return response
