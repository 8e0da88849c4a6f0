-- +goose Up
-- How far all processes together have followed the change log on behalf of something they share, a search server for
-- one. Whoever holds the lease follows; xid and id are the place in the log where placed is 1; generation rises when
-- the work is to begin anew.
CREATE TABLE follower (
  name text PRIMARY KEY, placed bigint NOT NULL DEFAULT 0, xid text NOT NULL DEFAULT '', place bigint NOT NULL DEFAULT 0,
  generation bigint NOT NULL DEFAULT 0, held_by text NOT NULL DEFAULT '', held_until bigint NOT NULL DEFAULT 0, saved_at bigint NOT NULL DEFAULT 0);
