export declare const CHUNKS_NEVER_READ: readonly RegExp[];
