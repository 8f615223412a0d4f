package dev.hato.storage.accounts;

/** What kind of actor an account is, by the names of ActivityStreams. */
public enum ActorType {
  PERSON,
  SERVICE,
  GROUP,
  ORGANIZATION,
  APPLICATION
}
