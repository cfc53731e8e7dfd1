package org.chancery.ingest.egress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/**
 * Asks the resolver of this machine with the JDK's own client. Only that resolver is ever connected
 * to, so no address rule is asked; offline it is not asked either. Thread-safe.
 */
final class DnsTexts implements TextRecords {
  /** The resolver that the machine is set to. */
  static final String SYSTEM = "dns:";

  private static final String TXT = "TXT";
  private static final int MOST = 50;

  /** Milliseconds for the first try; each of the others waits twice as long. */
  private static final int FIRST_TRY = 1_500;

  private static final int TRIES = 3;

  private final String resolver;
  private final boolean offline;

  /**
   * @param resolver {@code dns://host:port}
   */
  DnsTexts(String resolver, boolean offline) {
    this.resolver = resolver;
    this.offline = offline;
  }

  @Override
  public List<String> of(String name) throws IOException {
    if (offline) {
      throw new RefusedException(Outcome.Rule.OFFLINE, "offline: DNS is not asked for " + name);
    }
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
    environment.put(Context.PROVIDER_URL, resolver);
    environment.put("com.sun.jndi.dns.timeout.initial", Integer.toString(FIRST_TRY));
    environment.put("com.sun.jndi.dns.timeout.retries", Integer.toString(TRIES));
    try {
      DirContext dns = new InitialDirContext(environment);
      try {
        return texts(dns.getAttributes(name, new String[] {TXT}).get(TXT));
      } finally {
        dns.close();
      }
    } catch (NameNotFoundException e) {
      return List.of();
    } catch (NamingException e) {
      throw new IOException("DNS does not answer for " + name, e);
    }
  }

  private static List<String> texts(@org.jspecify.annotations.Nullable Attribute found)
      throws NamingException {
    List<String> texts = new ArrayList<>();
    if (found != null) {
      NamingEnumeration<?> all = found.getAll();
      while (all.hasMore() && texts.size() < MOST) {
        texts.add(joined(String.valueOf(all.next())));
      }
    }
    return texts;
  }

  /**
   * The strings of one record joined without anything between them, as RFC 7208, 3.3, has it and
   * everybody else. The JDK puts blanks between them, and quotes round each that holds a blank, a
   * quote, a backslash or nothing.
   */
  private static String joined(String record) {
    StringBuilder text = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < record.length(); i++) {
      char c = record.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && i + 1 < record.length()) {
        text.append(record.charAt(++i));
      } else if (c != ' ' || quoted) {
        text.append(c);
      }
    }
    return text.toString();
  }
}
