# Thin aliases: portal.py does the work, and works without make.
.PHONY: run test check fix bench faults setup lock
run test check fix bench faults setup lock:
	@python3 portal.py $@
