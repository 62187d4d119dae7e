"""A SOCKS5 proxy (RFC 1928) that knows one server: every name leads there, except ``refused.test``."""

import asyncio
import threading


class Relay:
    """The proxy, in a thread of its own, and the names it was asked for."""

    def __init__(self, port: int, greeting: bytes = b"\x05\x00") -> None:
        self._target = port
        self._greeting = greeting
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._open: set[asyncio.Task[None]] = set()
        self.asked: list[str] = []

    def __enter__(self) -> "Relay":
        self._thread.start()
        serving = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._serve, "127.0.0.1", 0), self._loop)
        self._server = serving.result(10)
        self.address = f"socks5h://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self) -> None:
        self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)
        await self._server.wait_closed()
        for _ in range(3):
            await asyncio.sleep(0)  # closed connections say so to their loop in its next rounds

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(asyncio.current_task())
        try:
            count = (await reader.readexactly(2))[1]
            await reader.readexactly(count)
            writer.write(self._greeting)
            kind = (await reader.readexactly(4))[3]
            size = (await reader.readexactly(1))[0] if kind == 3 else 4
            name = (await reader.readexactly(size)).decode()
            await reader.readexactly(2)
            self.asked.append(name)
            refused = name == "refused.test"
            writer.write(b"\x05" + (b"\x05" if refused else b"\x00") + b"\x00\x01\x7f\x00\x00\x01\x00\x00")
            if not refused:
                await self._join(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._open.discard(asyncio.current_task())
            writer.close()

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self._target)
        try:
            back.write(await reader.readuntil(b"\r\n\r\n"))
            while part := await there.read(65_536):
                writer.write(part)
                await writer.drain()
        finally:
            back.close()
