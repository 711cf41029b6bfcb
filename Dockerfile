# Parlour in one image: built in one stage, run in another as an ordinary user, with one volume for everything that must be kept.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# Where no compiler is, the driver for Node 20 is left out: it is optional, and this is not Node 20.
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN mkdir /data && chown node:node /data
WORKDIR /app
COPY --from=build --chown=root:root /app/package.json /app/start.mjs ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/build ./build
COPY --from=build --chown=root:root /app/app/receipts/verify-receipt.mjs ./app/receipts/
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The front itself, not npm: it takes the stop signal and finishes what is running.
STOPSIGNAL SIGTERM
CMD ["node", "start.mjs", "--built", "--empty"]
