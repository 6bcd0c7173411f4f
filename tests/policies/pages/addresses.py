def at(document, path):
    return document.clauses.get(path=path)


def text(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()
