"""Ports to people: mail, WeCom, DingTalk, Feishu, a webhook. Each sends one letter to one address, with a key by which
the other side knows a double."""

from activities.ports.letter import Letter, Port, PortError

__all__ = ["Letter", "Port", "PortError"]
