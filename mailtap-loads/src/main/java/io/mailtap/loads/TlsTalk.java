package io.mailtap.loads;

/// What looks like TLS 1.3 (RFC 8446) or 1.2 (RFC 5246): hellos, keys and certificate in their
/// right form, and noise where all is encrypted.
final class TlsTalk {
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;

    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int CLIENT_KEY_EXCHANGE = 16;

    private static final int TLS_1_0 = 0x0301;
    private static final int TLS_1_2 = 0x0303;
    private static final int TLS_1_3 = 0x0304;

    private static final int X25519 = 0x1d;
    private static final int AES_128_GCM = 0x1301;
    private static final int ECDHE_RSA_AES_128_GCM = 0xc02f;
    private static final int RSA_PSS_SHA256 = 0x0804;

    private static final int LONGEST_RECORD = 16_384;
    private static final int TAG = 17;

    /// How long it takes to sign and to check a handshake, at most, in microseconds.
    private static final int HANDSHAKE_THOUGHT = 2000;

    private final Dice dice;
    private final Pools pools;
    private final Dialogue dialogue;
    private final Octets sessionId;

    private TlsTalk(Scene scene, Dialogue dialogue) {
        dice = scene.dice();
        pools = scene.pools();
        this.dialogue = dialogue;
        sessionId = noise(32);
    }

    /// Goes on in TLS up to the alerts that close it.
    ///
    /// @param name of the server
    /// @param sent octets that the client has to say, after some small talk
    /// @param received octets that the server has
    static void talk(Scene scene, Dialogue dialogue, String name, int sent, int received) {
        TlsTalk talk = new TlsTalk(scene, dialogue);
        if (talk.dice.chance(0.7)) {
            talk.handshake13(name);
        } else {
            talk.handshake12(name);
        }
        talk.chat(sent, received);
    }

    private void handshake13(String name) {
        dialogue.client(plain(HANDSHAKE, TLS_1_0, clientHello(name, true)).build());
        Octets extensions =
                extension(51, new Octets().u16(X25519).sized16(noise(32)))
                        .all(extension(43, new Octets().u16(TLS_1_3)));
        Content.Builder flight =
                plain(HANDSHAKE, TLS_1_2, serverHello(AES_128_GCM, sessionId, extensions));
        flight.add(changeCipherSpec());
        encrypt(flight, 27);
        encrypt(flight, dice.between(1800, 3200));
        encrypt(flight, 281);
        encrypt(flight, 53);
        dialogue.server(flight.build(), HANDSHAKE_THOUGHT);
        Content.Builder finished = new Content.Builder().add(changeCipherSpec());
        encrypt(finished, 53);
        dialogue.client(finished.build());
        Content.Builder tickets = new Content.Builder();
        encrypt(tickets, 250);
        encrypt(tickets, 250);
        dialogue.server(tickets.build());
    }

    private void handshake12(String name) {
        dialogue.client(plain(HANDSHAKE, TLS_1_0, clientHello(name, false)).build());
        Octets renegotiation = extension(0xff01, new Octets().u8(0));
        Octets hello = serverHello(ECDHE_RSA_AES_128_GCM, noise(32), renegotiation);
        Octets chain = new Octets().sized24(new Octets().octets(pools.certificate()));
        Octets certificates = message(CERTIFICATE, new Octets().sized24(chain));
        Octets key = new Octets().u8(3).u16(X25519).sized8(noise(32));
        key.u16(RSA_PSS_SHA256).sized16(noise(256));
        dialogue.server(
                plain(HANDSHAKE, TLS_1_2, hello)
                        .add(plain(HANDSHAKE, TLS_1_2, certificates).build())
                        .add(plain(HANDSHAKE, TLS_1_2, message(SERVER_KEY_EXCHANGE, key)).build())
                        .add(plain(HANDSHAKE, TLS_1_2, helloDone()).build())
                        .build(),
                HANDSHAKE_THOUGHT);
        Octets share = message(CLIENT_KEY_EXCHANGE, new Octets().sized8(noise(32)));
        dialogue.client(plain(HANDSHAKE, TLS_1_2, share).add(finished12()).build());
        dialogue.server(finished12(), HANDSHAKE_THOUGHT);
    }

    private static Octets helloDone() {
        return message(SERVER_HELLO_DONE, new Octets());
    }

    private Content finished12() {
        Octets encrypted = new Octets().octets(new byte[8]).all(noise(32));
        return new Content.Builder()
                .add(changeCipherSpec())
                .add(plain(HANDSHAKE, TLS_1_2, encrypted).build())
                .build();
    }

    private Octets clientHello(String name, boolean offers13) {
        Octets host = new Octets().u8(0).sized16(new Octets().ascii(name));
        Octets extensions =
                extension(0, new Octets().sized16(host))
                        .all(extension(10, new Octets().hex("0004001d0017")))
                        .all(extension(11, new Octets().hex("0100")))
                        .all(extension(13, new Octets().hex("0006040308040401")));
        if (offers13) {
            Octets share = new Octets().u16(X25519).sized16(noise(32));
            extensions
                    .all(extension(43, new Octets().hex("0403040303")))
                    .all(extension(45, new Octets().hex("0101")))
                    .all(extension(51, new Octets().sized16(share)));
        }
        Octets hello = new Octets().u16(TLS_1_2).all(noise(32)).sized8(sessionId);
        hello.sized16(new Octets().hex("130113021303c02f")).hex("0100");
        return message(CLIENT_HELLO, hello.sized16(extensions));
    }

    private Octets serverHello(int cipher, Octets session, Octets extensions) {
        Octets hello = new Octets().u16(TLS_1_2).all(noise(32)).sized8(session);
        return message(SERVER_HELLO, hello.u16(cipher).u8(0).sized16(extensions));
    }

    private static Octets extension(int type, Octets data) {
        return new Octets().u16(type).sized16(data);
    }

    private static Octets message(int type, Octets body) {
        return new Octets().u8(type).sized24(body);
    }

    private static Content.Builder plain(int type, int version, Octets fragment) {
        Octets plain = new Octets().u8(type).u16(version).sized16(fragment);
        return new Content.Builder().add(plain.toArray());
    }

    private static Content changeCipherSpec() {
        return plain(CHANGE_CIPHER_SPEC, TLS_1_2, new Octets().u8(1)).build();
    }

    private Octets noise(int length) {
        return new Octets().octets(Noise.octets(dice, length));
    }

    /// Says small things a few times, then what there is to say, then farewell.
    private void chat(int sent, int received) {
        for (int i = dice.between(1, 4); i > 0; i--) {
            dialogue.client(encrypted(dice.between(20, 90)));
            dialogue.server(encrypted(dice.between(20, 200)));
        }
        dialogue.client(encrypted(sent)).server(encrypted(received));
        dialogue.client(encrypted(2)).server(encrypted(2));
    }

    private Content encrypted(int octets) {
        Content.Builder records = new Content.Builder();
        for (int rest = octets; rest > 0; rest -= LONGEST_RECORD) {
            encrypt(records, Math.min(rest, LONGEST_RECORD) + TAG);
        }
        return records.build();
    }

    private void encrypt(Content.Builder records, int length) {
        Octets header = new Octets().u8(APPLICATION_DATA).u16(TLS_1_2).u16(length);
        records.add(header.toArray()).add(pools.noise().take(dice, length));
    }
}
