package dev.hato.storage;

/** Work in a transaction that gives a result; it may run more than once. */
@FunctionalInterface
public interface TxFunction<T> {
  T apply(Tx tx);
}
