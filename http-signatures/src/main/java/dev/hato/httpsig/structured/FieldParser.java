package dev.hato.httpsig.structured;

import dev.hato.httpsig.structured.Member.InnerList;
import dev.hato.httpsig.structured.Member.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads structured fields as strictly as RFC 9651 §4.2 wants it: a text has one reading or none.
 *
 * <p>The time is linear in the length of the text, which the caller bounds. Several lines of one
 * header are joined with a comma and a blank before. Stateless to the caller and safe for threads.
 */
public final class FieldParser {
  private final Cursor in;
  private final BareParser bare;

  private FieldParser(String text) {
    this.in = new Cursor(text);
    this.bare = new BareParser(in);
  }

  /** Reads a dictionary; of a name that comes again, the last value counts, in its first place. */
  public static Map<String, Member> dictionary(String text) throws FieldSyntaxException {
    FieldParser parser = new FieldParser(text);
    parser.in.skipBlanks();
    Map<String, Member> members = new LinkedHashMap<>();
    while (!parser.in.atEnd()) {
      String name = parser.key();
      members.put(
          name, parser.in.take('=') ? parser.member() : new Item(Cursor.TRUE, parser.parameters()));
      parser.comma();
    }
    return members;
  }

  /** Reads a list. */
  public static List<Member> list(String text) throws FieldSyntaxException {
    FieldParser parser = new FieldParser(text);
    parser.in.skipBlanks();
    List<Member> members = new ArrayList<>();
    while (!parser.in.atEnd()) {
      members.add(parser.member());
      parser.comma();
    }
    return members;
  }

  /** Reads one value with its parameters. */
  public static Item item(String text) throws FieldSyntaxException {
    FieldParser parser = new FieldParser(text);
    parser.in.skipBlanks();
    Item item = parser.item();
    parser.in.skipBlanks();
    if (!parser.in.atEnd()) {
      throw parser.in.wrong("there is more behind the value");
    }
    return item;
  }

  private void comma() throws FieldSyntaxException {
    in.skipBlanksAndTabs();
    if (in.atEnd()) {
      return;
    }
    in.require(',');
    in.skipBlanksAndTabs();
    if (in.atEnd()) {
      throw in.wrong("there is a comma at the end");
    }
  }

  private Member member() throws FieldSyntaxException {
    return in.take('(') ? innerList() : item();
  }

  private InnerList innerList() throws FieldSyntaxException {
    List<Item> items = new ArrayList<>();
    while (true) {
      in.skipBlanks();
      if (in.take(')')) {
        return new InnerList(items, parameters());
      }
      items.add(item());
      if (in.peek() != ' ' && in.peek() != ')') {
        throw in.wrong("values of an inner list are separated by blanks");
      }
    }
  }

  private Item item() throws FieldSyntaxException {
    return new Item(bare.value(), parameters());
  }

  private Parameters parameters() throws FieldSyntaxException {
    if (in.peek() != ';') {
      return Parameters.NONE;
    }
    Map<String, Bare> values = new LinkedHashMap<>();
    while (in.take(';')) {
      in.skipBlanks();
      String name = key();
      values.put(name, in.take('=') ? bare.value() : Cursor.TRUE);
    }
    return new Parameters(values);
  }

  private String key() throws FieldSyntaxException {
    int start = in.position();
    if (!Syntax.startsKey(in.peek())) {
      throw in.wrong("a name begins with a small letter or an asterisk");
    }
    in.skipWhile(Syntax::continuesKey);
    return in.since(start);
  }
}
