/// The way in: an [io.mailtap.Engine] takes packets, segments or octets and raises the events of
/// what it finds.
///
/// ```
/// Engine engine = Engine.builder().build();
/// engine.events().on(Pop3LoginFailure.class, failure -> System.out.println(failure.user()));
/// engine.read(Path.of("mail.pcapng"));
/// engine.close();
/// ```
@org.jspecify.annotations.NullMarked
package io.mailtap;
