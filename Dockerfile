# One image for every app; the command chooses which: node dist/apps/<app>/src/main.js
# `--target demo` adds what the pretend shop needs, run from source with the development dependencies.

ARG NODE_IMAGE=node:24-bookworm-slim
ARG MAVEN_IMAGE=maven:3-eclipse-temurin-17

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci

FROM packages AS build
COPY tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY apps apps
RUN npm run build && npm run build:dashboard

FROM ${NODE_IMAGE} AS demo
# kafkajs sets a timer in the past now and then; Node 24 warns of it, and runs it at once as meant.
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=TimeoutNegativeWarning
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY package.json tsconfig.json ./
COPY connectors connectors
COPY libs libs
COPY apps apps
COPY tools tools
USER node

FROM ${MAVEN_IMAGE} AS jmx-exporter
COPY tools/stack/native/pom.xml /src/
COPY tools/stack/native/jmx/pom.xml /src/jmx/
RUN mvn --batch-mode -f /src/jmx/pom.xml -Dstack.out=/jmx package

FROM packages AS dependencies
RUN npm prune --omit=dev

FROM ${NODE_IMAGE} AS app
# kafkajs sets a timer in the past now and then; Node 24 warns of it, and runs it at once as meant.
ENV NODE_ENV=production NODE_OPTIONS=--disable-warning=TimeoutNegativeWarning
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY --from=build /app/apps/dashboard/dist apps/dashboard/dist
COPY package.json shelfwire.yaml ./
COPY connectors connectors
COPY tools/compose/bin /usr/local/bin
RUN mkdir /data && chown node:node /data
USER node
CMD ["node", "dist/apps/standalone/src/main.js"]
