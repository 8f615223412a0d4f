package dev.hato.storage.jobs;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** Lets two processes start something at the same moment: a counter in a file that both map. */
final class SharedBarrier {
  private static final VarHandle ARRIVED =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final MappedByteBuffer memory;
  private int rounds;

  SharedBarrier(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      this.memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, Integer.BYTES);
    }
  }

  /** Returns when the other process is here, too. */
  void await() {
    int all = 2 * ++rounds;
    int arrived = (int) ARRIVED.getAndAdd(memory, 0, 1) + 1;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (arrived < all) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("the other process does not come, round " + rounds);
      }
      Thread.yield();
      arrived = (int) ARRIVED.getVolatile(memory, 0);
    }
  }
}
