"""Headers and bodies of a made-up issue, as publications freeze them."""


def body(code="1.1.1", **given):
    """A task half done and on schedule."""
    target = {
        "key": "t1",
        "name": "家庭农场",
        "kind": "cumulative",
        "operator": "=",
        "goal": "20",
        "unit": "家",
        "value": "11",
        "list_missing": False,
        "completion_percent": "55.00",
    }
    milestones = [
        {"title": "印发方案", "due_on": "2031-08-31", "reached_on": "2031-08-20"},
        {"title": "完成验收", "due_on": "2031-11-30", "reached_on": None},
    ]
    frozen = {
        "code": code,
        "title": "新增家庭农场20家",
        "area": {"number": "2.1", "marker": "（一）", "title": "发展农业"},
        "measure": {"number": "2.1.m1", "marker": "一是", "title": "培育主体"},
        "passages": [{"start": "10", "end": "20", "text": "新增家庭农场20家。"}],
        "responsibility": "own",
        "ongoing": False,
        "state": "active",
        "weight": "1/1",
        "lead": {"slug": "farm", "name": "农业局", "sort": "10"},
        "joint_leads": [{"slug": "town", "name": "镇政府", "sort": "90"}],
        "cooperating": [{"slug": "school", "name": "教育局", "sort": "20"}],
        "due_on": "2031-12-31",
        "due_inferred": True,
        "targets": [target],
        "milestones": milestones,
        "milestones_reached": "1",
        "completion": "11/20",
        "completion_percent": "55.00",
        "scheduled": "1/2",
        "scheduled_percent": "50.00",
        "gap_pp": "5/1",
        "gap_points": "5.00",
        "light": "on",
        "reason": {"code": "on-schedule", "zh": "完成过半。", "en": "Half done."},
        "in_plan": True,
        "progress": "已完成登记",
        "problems": "缺人手",
        "next_measures": "加派人手",
        "updated": True,
        "figures_as_of": "2031-09-30",
        "closed_out_on": None,
        "corrections": [],
    }
    return frozen | given


def header(*bodies, is_demo=False, note="", release=None, title="白鹭县2031年下半年计划"):
    return {
        "plan": {"slug": "bailu", "title": title, "office": "县发展改革局", "is_demo": is_demo},
        "series": "internal",
        "number": "3",
        "as_of": "2031-09-30",
        "published_at": "2031-10-09T01:30:00.123456Z",
        "rows": [[one["code"], "0" * 64] for one in bodies],
        "note": note,
        "release": release or {"problems": True, "next_measures": True, "mean": True},
    }
