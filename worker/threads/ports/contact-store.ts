// The Store port's contacts: which members a server's staff tried to reach.

export interface ContactStore {
  /**
   * Notes a try before the member is told. One that began since `since` and made no thread yet is gone on with: its id
   * comes back, which makes the same nonce. null: since `hourAgo` the server has tried `limit` others.
   */
  startContact(
    contact: { id: string; guildId: string; userId: string; by: string; at: number },
    bounds: { since: number; hourAgo: number; limit: number },
  ): Promise<{ id: string } | null>;
}
