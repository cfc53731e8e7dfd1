package org.chancery.ingest.egress;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A resolver on loopback that knows texts; written from RFC 1035 alone. */
public final class LoopResolver implements AutoCloseable {
  private static final int HEAD = 12;
  private static final int NXDOMAIN = 3;
  private static final int SERVFAIL = 2;

  private final DatagramSocket socket;
  private final Map<String, List<List<String>>> texts = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile boolean broken;

  public LoopResolver() throws SocketException {
    socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("resolver").start(this::serve);
  }

  /** Texts of the system, but asked here. */
  public TextRecords records(boolean offline) {
    return new DnsTexts("dns://127.0.0.1:" + socket.getLocalPort(), offline);
  }

  /** A record for each text. */
  public void says(String name, String... answers) {
    texts.put(name, Stream.of(answers).map(List::of).toList());
  }

  /** One record of several strings. */
  void saysInParts(String name, String... strings) {
    texts.put(name, List.of(List.of(strings)));
  }

  /** From now on every answer is that of a failing server. */
  public void breaks() {
    broken = true;
  }

  public List<String> asked() {
    return asked;
  }

  private void serve() {
    byte[] buffer = new byte[512];
    while (!socket.isClosed()) {
      try {
        DatagramPacket question = new DatagramPacket(buffer, buffer.length);
        socket.receive(question);
        byte[] answer = answer(buffer, question.getLength());
        socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private byte[] answer(byte[] question, int length) throws IOException {
    StringBuilder name = new StringBuilder();
    int at = HEAD;
    while (question[at] != 0) {
      int size = question[at];
      name.append(name.isEmpty() ? "" : ".")
          .append(new String(question, at + 1, size, StandardCharsets.US_ASCII));
      at += size + 1;
    }
    int end = at + 5; // the root, type and class
    String asking = name.toString().toLowerCase(Locale.ROOT);
    asked.add(asking);
    List<List<String>> found = broken ? List.of() : texts.getOrDefault(asking, List.of());
    int code = broken ? SERVFAIL : texts.containsKey(asking) ? 0 : NXDOMAIN;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(question, 0, 2);
    out.writeShort(0x8180 | code); // an answer, recursion wanted and available
    out.writeShort(1);
    out.writeShort(found.size());
    out.writeInt(0);
    out.write(question, HEAD, end - HEAD);
    for (List<String> record : found) {
      byte[] data = data(record);
      out.writeShort(0xc000 | HEAD);
      out.writeShort(16);
      out.writeShort(1);
      out.writeInt(60);
      out.writeShort(data.length);
      out.write(data);
    }
    return bytes.toByteArray();
  }

  /** Strings, each behind its length. */
  private static byte[] data(List<String> strings) throws IOException {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String string : strings) {
      byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
      data.write(bytes.length);
      data.write(bytes);
    }
    return data.toByteArray();
  }

  @Override
  public void close() {
    socket.close();
  }
}
