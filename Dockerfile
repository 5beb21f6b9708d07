# syntax=docker/dockerfile:1

# The Node that builds and the Node that runs.
ARG NODE=node:24-bookworm-slim

FROM ${NODE} AS build
WORKDIR /build
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
# Without install scripts: Node is here already, and "npm run build" writes what the others would.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY . .
# A key that outlives this build keeps the forms of open pages working through the next one (docs/production.md).
RUN --mount=type=secret,id=server_actions_key,env=NEXT_SERVER_ACTIONS_ENCRYPTION_KEY \
    npm run build && npm run standalone

FROM ${NODE}
ENV NODE_ENV=production
WORKDIR /app
# Everything belongs to root: the server reads it and changes none of it.
COPY --from=build /build/.next/standalone ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/api/health/ready').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--conditions=react-server"]
CMD ["server/start.ts"]
