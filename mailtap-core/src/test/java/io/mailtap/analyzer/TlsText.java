package io.mailtap.analyzer;

import io.mailtap.bytes.Bytes;
import io.mailtap.event.Event;
import io.mailtap.event.FileInfo;
import io.mailtap.net.Connection;
import io.mailtap.net.IpAddress;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;

/// Events of TLS and of certificates as transcripts write them: Zeek's name, and the values in
/// order, octets in hexadecimal digits.
final class TlsText {
    private TlsText() {}

    static String of(Event event) {
        return event.type().zeekName() + values(event);
    }

    private static String values(Object record) {
        StringBuilder text = new StringBuilder();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(record, component);
            if (!(value instanceof Connection) && !(value instanceof FileInfo)) {
                text.append(' ').append(text(value));
            }
        }
        return text.toString();
    }

    private static Object value(Object record, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(record);
            return value == null ? "null" : value;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Object value) {
        return switch (value) {
            case Bytes octets -> octets.isEmpty() ? "''" : octets.hex();
            case List<?> list -> list.stream().map(TlsText::text).toList().toString();
            case IpAddress address -> address.toString();
            case Record record -> "(" + values(record).strip() + ")";
            default -> Objects.toString(value);
        };
    }
}
