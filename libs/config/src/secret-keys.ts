const SECRET = /password|token|secret|credential|api_?key|routing_?key/i;
const ADDRESS = /url$/i;

/** Whether what stands under the key may be shown to nobody. */
export const isSecretKey = (key: string): boolean => SECRET.test(key) && !ADDRESS.test(key);
