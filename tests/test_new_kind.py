"""docs/adr/0001: a new kind of measure is a table, an inline, a template and an enum value, and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import migrated

ROOT = Path(__file__).resolve().parents[1]
PARTS_OF_THE_PROJECT = ("config", "policies", "incentives", "templates", "static", "manage.py")

ENUM_VALUE = '    VOUCHER = "voucher", "服务券"\n'
TABLE = '''
class Voucher(Award):
    """One voucher that pays for a service."""

    KIND = Kind.VOUCHER

    measure = models.ForeignKey("incentives.Measure", on_delete=models.CASCADE, related_name="vouchers")
    sheets = models.PositiveSmallIntegerField("张数", null=True, blank=True)

    class Meta(Award.Meta):
        verbose_name = verbose_name_plural = "服务券"
'''
INLINE = """
class VoucherInline(RowInline):
    model = Voucher
"""
TEMPLATE = """{% for row in measure.provisions %}
  <p>{{ row.label }}：每张 {{ row.amount }}，最多 {{ row.sheets }} 张</p>
{% endfor %}
"""


def put(file: Path, before: str, text: str) -> None:
    """Put `text` into a file, before the one place that reads `before`."""
    content = file.read_text()
    assert content.count(before) == 1
    file.write_text(content.replace(before, text + before))


def test_new_kind_is_a_table_an_inline_a_template_and_an_enum_value(tmp_path):
    for name in PARTS_OF_THE_PROJECT:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    (tmp_path / "tests").mkdir()
    for name in ("__init__.py", "factories.py", "new_kind.py"):
        shutil.copy(ROOT / "tests" / name, tmp_path / "tests" / name)
    app = tmp_path / "incentives"

    put(app / "enums.py", '    SERVICE = "service", "服务"\n\n\nclass Delivery', ENUM_VALUE)
    put(app / "models" / "provision.py", "\nPROVISIONS: ", TABLE + "\n")
    put(app / "models" / "provision.py", ")\nAWARDS: ", ", Voucher")
    put(app / "admin" / "inlines.py", "\nROWS_OF_KIND = ", INLINE + "\n")
    put(app / "admin" / "inlines.py", ")\n}\n\n# Whatever the kind.", ", VoucherInline")
    put(app / "admin" / "inlines.py", "\nAWARD_FIELDS = ", "from incentives.models.provision import Voucher\n")
    (tmp_path / "templates/incentives/pages/measure/_voucher.html").write_text(TEMPLATE)
    migrated.copy_to(tmp_path / "db.sqlite3")

    for command in (
        ["makemigrations"],
        ["migrate"],
        ["shell", "--command", "from tests import new_kind; new_kind.walk()"],
    ):
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=tmp_path,
            env=environment(tmp_path),
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def environment(folder: Path) -> dict[str, str]:
    """A site of its own in `folder`, with a database of its own."""
    own = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "SECRET_KEY": "only-for-this-test",
        "ALLOWED_HOSTS": "testserver",
        "HTTPS": "off",
        "DEBUG": "off",
    }
    return {"PATH": os.environ["PATH"]} | own
