"""A program of its own: limits its memory and its processor time, then becomes the program named in
its arguments.

The limits apply before the first line of that program, and before any native code it loads.
Arguments: most bytes of memory, most seconds of processor time, the program's path, the program's
own arguments.
"""

import resource
import runpy
import sys


def main() -> None:
    memory, seconds, program, *arguments = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(
        resource.RLIMIT_CORE, (0, 0)
    )  # a program stopped by its bounds leaves no image of its memory
    sys.argv = [program, *arguments]
    runpy.run_path(program, run_name="__main__")


if __name__ == "__main__":
    main()
