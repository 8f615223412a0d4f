package dev.hato.httpsig.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Port: turns a host name into addresses, once for each new connection. May block. */
@FunctionalInterface
public interface HostResolver {
  /** The resolver of the operating system, with the JDK's cache. */
  HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * All addresses of the name, preferred ones first.
   *
   * @throws UnknownHostException when there are none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
