/** A question to begin with. It works on the example networks. */
export type Example = { title: string; note: string; query: string };
