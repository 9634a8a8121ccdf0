package org.littleredbridge.discord;

import com.neovisionaries.ws.client.WebSocket;
import java.lang.reflect.Field;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/// Makes a websocket trust the certificates of `discord.trust`.
///
/// Javacord makes its websockets itself and offers nothing between the JVM's own trust and trusting
/// everybody. So the factory of TLS sockets is put into the websocket before it connects; nothing
/// else in the program is changed, and host names are checked as ever. If this fails, the
/// connection is made with the system's certificates alone and comes to nothing.
record LineTrust(SSLSocketFactory factory) {
  /// @throws IllegalStateException when nv-websocket-client is not the one that this was made for
  void into(WebSocket socket) {
    try {
      var connector = field(WebSocket.class, "mSocketConnector").get(socket);
      var behindProxy = field(connector.getClass(), "mSSLSocketFactory");
      var direct = field(connector.getClass(), "mSocketFactory");
      if (behindProxy.get(connector) instanceof SSLSocketFactory) {
        behindProxy.set(connector, factory);
      } else if (direct.get(connector) instanceof SSLSocketFactory) {
        direct.set(connector, (SocketFactory) factory);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("discord.trust does not fit this websocket library", e);
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    var field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
