/**
 * What every child process of this repository is started with: no part of it sends anything about its use anywhere.
 * Only this file knows how each tool is told so.
 */
export const quietEnvironment = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  TURBO_TELEMETRY_DISABLED: '1',
  TURBO_NO_UPDATE_NOTIFIER: '1',
  DO_NOT_TRACK: '1',
  APOLLO_TELEMETRY_DISABLED: '1',
  ORT_DISABLE_TELEMETRY: '1',
};

Object.assign(process.env, quietEnvironment);
