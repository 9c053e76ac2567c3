"""The commands of portal.py, inside the project's own environment."""

import sys

from config.translations import compile_translations
from config.trial import checks, lock, run, sbom, tests


def main(verb: str, arguments: list[str]) -> int:
    match verb:
        case "run":
            return run.run(arguments)
        case "test":
            return tests.test(arguments)
        case "check":
            return checks.check()
        case "fix":
            return checks.fix()
        case "bench":
            return tests.bench(arguments)
        case "faults":
            return tests.faults(arguments)
        case "production-check":
            return tests.production_check(arguments)
        case "lock":
            return lock.lock(arguments)
        case "sbom":
            return sbom.sbom()
        case _:
            compile_translations()
            print("Everything is installed. (Đã cài đặt xong.)")
            return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
