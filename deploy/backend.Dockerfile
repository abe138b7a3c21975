# The backend, the actions and the widget. Built from the root of the clone.
FROM python:3.11-slim AS built
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /srv/heard
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --compile-bytecode --python /usr/local/bin/python3

FROM python:3.11-slim AS serve
# The same on every machine, so that a volume keeps its owner.
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/heard heard
WORKDIR /srv/heard
COPY --from=built /srv/heard/.venv .venv
COPY backend backend
COPY bot/actions bot/actions
COPY widget widget
RUN .venv/bin/python -m compileall -q backend bot
ENV PATH=/srv/heard/.venv/bin:$PATH \
    PYTHONPATH=/srv/heard \
    PYTHONUNBUFFERED=1 \
    HEARD_HOME=/var/lib/heard
USER 10001
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/api/health/live', timeout=4)"]
CMD ["python", "-m", "backend"]

# The same with PostgreSQL's own tools, for backups. Its version is the server's of docker-compose.yml.
FROM serve AS backups
USER 0
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client-17 \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o 10001 /backups
USER 10001
HEALTHCHECK NONE
