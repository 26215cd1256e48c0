// The shapes the widget works with; read by the type checker alone, never served.

export interface Choice {
  id: string;
  label: string;
}

export interface Link {
  href: string;
  label: string;
  kind: string;
}

export interface Progress {
  theme: string;
  position: number;
  answered: number;
  total: number;
}

/** A message of the public contract, v1. One that is not sent yet has `seq` Infinity. */
export interface Message {
  seq: number;
  id: string;
  from: "citizen" | "bot";
  lang?: string;
  kind: string;
  text: string;
  asked?: string | null;
  progress?: Progress | null;
  choices: Choice[];
  links: Link[];
}

/** What is sent, kept on the device until it is acknowledged; `shown` is what its author sees of it. */
export interface Unsent {
  order?: number;
  id: string;
  to?: number;
  written: string;
  text?: string;
  choice?: string;
  shown: string;
  failed?: string;
}

/** What opens a conversation again; `at`: when it was last used here, ISO 8601. */
export interface Kept {
  id: string;
  token: string;
  at: string;
}

export interface Opened {
  id: string;
  token: string;
  lang: string;
  messages: Message[];
}

export interface Settings {
  lang: string;
  languages: { code: string; name: string }[];
  allowed: boolean;
  awake: boolean;
  limit: number;
  privacy: string;
  accessibility: string;
  form: string;
  telegram: boolean;
  strings: Record<string, string>;
}

export type Say = (key: string, values?: Record<string, string | number>) => string;
