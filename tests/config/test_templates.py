"""Templates are formatted and narrow."""

from config.trial.checks import templates


def test_templates_are_in_shape():
    assert templates.template_problems() == []


def test_a_long_line_and_loose_tags_are_found(tmp_path, monkeypatch):
    monkeypatch.setattr(templates, "ROOT", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "fine.html").write_text("{% if a %}b{% endif %}\n" + "x" * 120 + "\n")
    (tmp_path / "templates" / "loose.html").write_text("{%  if a %}b{% endif %}\n")
    (tmp_path / "templates" / "wide.html").write_text("x\n" + "x" * 121 + "\n")
    assert templates.template_problems() == [
        "templates/loose.html: run portal.py fix",
        "templates/wide.html:2: longer than 120 columns",
    ]
