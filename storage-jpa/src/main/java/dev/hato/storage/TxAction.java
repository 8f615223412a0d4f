package dev.hato.storage;

/** Work in a transaction without a result; it may run more than once. */
@FunctionalInterface
public interface TxAction {
  void apply(Tx tx);
}
