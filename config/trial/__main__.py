"""The commands of portal.py, inside the project's own environment."""

import sys

from config.translations import compile_translations
from config.trial import packages, tests
from config.trial.checks.commands import check_code, fix_code
from config.trial.run import run_portal

VERBS = {
    "run": run_portal,
    "test": tests.test,
    "check": lambda _arguments: check_code(),
    "fix": lambda _arguments: fix_code(),
    "bench": tests.bench,
    "faults": tests.faults,
    "production-check": tests.production_check,
    "lock": packages.renew_locks,
    "sbom": lambda _arguments: packages.print_bill_of_materials(),
}


def main(verb: str, arguments: list[str]) -> int:
    if verb in VERBS:
        return VERBS[verb](arguments)
    compile_translations()
    print("Everything is installed. (Đã cài đặt xong.)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
