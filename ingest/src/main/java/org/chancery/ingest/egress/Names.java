package org.chancery.ingest.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Resolves names. */
@FunctionalInterface
public interface Names {
  /** As the machine does it. */
  Names SYSTEM = InetAddress::getAllByName;

  InetAddress[] resolve(String host) throws UnknownHostException;
}
