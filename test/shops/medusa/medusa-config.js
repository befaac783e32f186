// Medusa as it comes from npm, with what it needs to know and nothing else: no admin pages, no Redis.
const { defineConfig } = require('@medusajs/framework/utils');

const { SHOP_DATABASE_URL, SHOP_SECRET } = process.env;

module.exports = defineConfig({
  admin: { disable: true },
  projectConfig: {
    databaseUrl: SHOP_DATABASE_URL,
    http: {
      storeCors: '',
      adminCors: '',
      authCors: '',
      jwtSecret: SHOP_SECRET,
      cookieSecret: SHOP_SECRET,
    },
  },
});
