"""`portal.py production-check`: the production shape, carried out here without an engine for
containers.

The steps of the Dockerfile, the services of docker-compose.yml and the proxy of
docs/deployment/nginx.conf are read from these files. Each container has a root folder, processes, a
network and a name of its own, made by the kernel's namespaces; `python:3.11-slim` is this machine's
Python with its programs.
"""
