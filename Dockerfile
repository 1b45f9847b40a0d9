# The HTTP API, the explorer and the loader of aigeo: `docker build --tag aigeo .`
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY schema schema
COPY loaders loaders
COPY queries queries
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.12-slim
RUN useradd --create-home --uid 1000 aigeo && install -d -o aigeo -g aigeo /data
COPY --from=build /wheels /wheels
RUN pip install --no-cache-dir "$(echo /wheels/aigeo-*.whl)[web,mcp]" && rm -r /wheels
USER aigeo
ENV AIGEO_HOME=/data AIGEO_CACHE=/data/cache PYTHONUNBUFFERED=1
VOLUME /data
EXPOSE 8765
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8765/api/v1/health', headers={'Authorization': 'Bearer ' + os.environ.get('AIGEO_TOKEN', '')}), timeout=8)"]
ENTRYPOINT ["aigeo"]
# Beyond the container a token is needed: give AIGEO_TOKEN.
CMD ["serve", "--host", "0.0.0.0"]
