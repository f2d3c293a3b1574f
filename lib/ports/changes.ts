/** Whether what was read still holds. */
export interface Changes {
  /** Another text whenever anything stored may have changed, by whomever: what was read under the same one still holds. */
  revision(): Promise<string>;
}
