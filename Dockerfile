# Web, worker and scheduler are one image. System libraries come from script/install-runtime, as on any Debian 12.
FROM python:3.11-slim-bookworm AS build
WORKDIR /srv/safeguard
COPY . .
RUN script/bootstrap \
 && python3 -m venv /srv/venv \
 && /srv/venv/bin/pip install --no-cache-dir --require-hashes --requirement requirements/runtime.txt \
 && set -a && . deploy/build.env && SAFEGUARD_STATIC=/srv/static /srv/venv/bin/python manage.py collectstatic --no-input \
 && rm -rf .venv .run node_modules

FROM python:3.11-slim-bookworm
COPY script/install-runtime /usr/local/sbin/install-runtime
RUN install-runtime && useradd --system --uid 10001 --create-home --home-dir /var/lib/safeguard safeguard
COPY --from=build /srv /srv
WORKDIR /srv/safeguard
ENV PATH=/srv/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    SAFEGUARD_MODE=production \
    SAFEGUARD_RUN=/var/lib/safeguard \
    SAFEGUARD_STATIC=/srv/static
USER 10001
EXPOSE 8000
CMD ["gunicorn", "safeguard.wsgi:application", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--timeout=60", "--preload", "--no-control-socket"]
