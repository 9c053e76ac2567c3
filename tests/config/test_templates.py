"""Templates are formatted and narrow; those that are not yet are named, and the list only gets
shorter.
"""

from config.trial.checks import templates


def test_templates_are_in_shape_but_for_those_named():
    assert templates.template_problems() == []


def test_a_long_line_and_loose_tags_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr(templates, "ROOT", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "wide.html").write_text("x" * 121 + "\n")
    (tmp_path / "templates" / "loose.html").write_text("{%  if a %}b{% endif %}\n")
    (tmp_path / "templates" / "fine.html").write_text("{% if a %}b{% endif %}\n")
    problems = [problem for problem in templates.template_problems() if "in order" not in problem]
    assert problems == [
        "templates/loose.html: run portal.py fix",
        "templates/wide.html: a line longer than 120 columns",
    ]
