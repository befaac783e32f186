export const sourcePath = (source: string): string => `/v1/sources/${encodeURIComponent(source)}`;
