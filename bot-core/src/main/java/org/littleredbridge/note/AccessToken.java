package org.littleredbridge.note;

/// The platform's access token of one note or creator (`xsec_token`). Links shown to people carry
/// it; it never prints.
public record AccessToken(String value) {
  public AccessToken {
    if (value.isBlank() || value.length() > 256) {
      throw new IllegalArgumentException("an access token has 1 to 256 characters");
    }
  }

  @Override
  public String toString() {
    return "AccessToken[hidden]";
  }
}
