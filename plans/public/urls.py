"""The addresses of the public door: every page at the newest issue and as of each issue, in both languages."""

from django.urls import include, path, register_converter

from plans.public import views


class CodeConverter:
    """A task's code; what cannot be one never reaches the database."""

    regex = r"[0-9A-Za-z][0-9A-Za-z.\-]{0,19}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class NumberConverter:
    """An issue's number, written one way only."""

    regex = r"[1-9][0-9]{0,5}"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return str(value)


register_converter(CodeConverter, "code")
register_converter(NumberConverter, "issue")

issue_pages = [
    path("", views.home, name="home"),
    path("document/", views.document, name="document"),
    path("record/", views.record, name="record"),
    path("tasks/", views.tasks, name="tasks"),
    path("tasks/<code:code>/", views.task, name="task"),
    path("departments/", views.departments, name="departments"),
    path("departments/<slug:department>/", views.department, name="department"),
    path("corrections/", views.corrections, name="corrections"),
    path("method/", views.method, name="method-plan"),
]
pages = [
    path("", views.front, name="front"),
    path("plans/<slug:slug>/publications/", views.publications, name="publications"),
    path("plans/<slug:slug>/publications/<issue:number>/", include(issue_pages)),
    path("plans/<slug:slug>/", include(issue_pages)),
    path("method/", views.method, name="method"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("display/", views.display, name="display"),
]
urlpatterns = [
    path("en/", include((pages, "public"), namespace="public-en")),
    path("", include((pages, "public"), namespace="public")),
]
