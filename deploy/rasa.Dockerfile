# The language server with its trained model. Built from the root of the clone.
# The sentence model is taught in a stage of its own: what teaches it is not needed to run it.
FROM python:3.11-slim AS taught
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /srv/heard/bot
COPY bot/encoder encoder
RUN uv sync --frozen --no-dev --project encoder --python /usr/local/bin/python3
COPY bot/components components
COPY bot/data data
RUN encoder/.venv/bin/python -m encoder --data data --out /srv/heard/sentences

FROM python:3.10-slim AS built
RUN pip install --no-cache-dir uv==0.13.9
WORKDIR /srv/heard/bot
COPY bot/pyproject.toml bot/uv.lock ./
RUN uv sync --frozen --no-dev --compile-bytecode --python /usr/local/bin/python3
COPY bot/config.yml bot/credentials.yml bot/endpoints.yml ./
COPY bot/domain domain
COPY bot/data data
COPY bot/components components
COPY bot/heard_rasa heard_rasa
COPY --from=taught /srv/heard/sentences /srv/heard/sentences
# The model is part of the image: it belongs to this code and to no other.
RUN HEARD_SENTENCE_MODEL=/srv/heard/sentences .venv/bin/python -m heard_rasa train --out /srv/heard/heard.tar.gz \
    && .venv/bin/python -m compileall -q components heard_rasa \
    && rm -r /srv/heard/sentences

FROM python:3.10-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/heard heard
COPY --from=built /srv/heard /srv/heard
WORKDIR /srv/heard/bot
ENV PATH=/srv/heard/bot/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    RASA_TELEMETRY_ENABLED=false
USER 10001
# It listens on loopback alone unless told otherwise (docker-compose.yml, kubernetes/).
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:5005/webhooks/heard/ready', headers={'X-Heard-Secret': os.environ['HEARD_INNER_SECRET']}), timeout=4)"]
CMD ["python", "-m", "heard_rasa", "run", "--model", "/srv/heard/heard.tar.gz", "--port", "5005"]
