// Next's own declarations lie in a file that only its build writes; type checking must not need a build.
/// <reference types="next" />
declare module '*.css';
